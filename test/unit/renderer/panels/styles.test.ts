import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = path.resolve(import.meta.dirname, '../../../../renderer');

/** What does not grow with the letters: lines, corners, shadows. */
const FIXED =
  /^(border.*|outline.*|box-shadow|text-shadow|stroke.*|letter-spacing|translate|clip-path|vertical-align)$/;
/** The loupe belongs to the picture; text of a drawing is measured in units of the drawing. */
const FIXED_PARTS = /\.loupe|\.trend text|\.schematic \.side|\.visually-hidden/;
/** A hair's breadth stays one. */
const HAIR_PX = 3;

/** `file: selector { property: value }` of every length that would stay small when the letters grow. */
function fixedLengths(file: string): readonly string[] {
  const css = readFileSync(path.join(RENDERER, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return [...css.matchAll(/([^{};]*)\{([^{}]*)/g)].flatMap(([, selector = '', body = '']) =>
    body.split(';').flatMap((declaration) => {
      const [property = '', value = ''] = declaration.split(/:(.*)/s).map((part) => part.trim());
      const isFixed = FIXED.test(property) || FIXED_PARTS.test(selector);
      const lengths = [...value.matchAll(/(\d*\.?\d+)px/g)].map(([, pixels]) => Number(pixels));
      return !isFixed && lengths.some((pixels) => pixels > HAIR_PX) && !value.includes('100vw')
        ? [`${file}: ${selector.trim()} { ${property}: ${value} }`]
        : [];
    }),
  );
}

test('everything that holds text grows with the size of letters', () => {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.flatMap(fixedLengths)).toEqual([]);
});
