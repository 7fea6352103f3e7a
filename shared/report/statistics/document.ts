import type { Answer } from '../../statistics/gap.ts';

/** What a result of the study is written as: plain data that is JSON as it stands. */
export type Content = number | string | boolean | null | readonly Content[] | Document;
export interface Document {
  readonly [key: string]: Content;
}

/** A result in the form of a document, or in its place what is missing and why. */
export const answered = <T>(answer: Answer<T>, write: (value: T) => Content): Content =>
  answer.ok ? write(answer.value) : { missing: { code: answer.error.code, message: answer.error.message } };

const TOO_LARGE: Document = {
  missing: { code: 'not_finite', message: 'The values are too large to compute with.' },
};

/** JSON has no NaN and no infinity. Values beyond all measure, as a damaged study may hold, end here. */
export const withoutInfinity = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).map(([key, content]) => [key, finite(content)]));

function finite(content: Content): Content {
  if (typeof content === 'number') return Number.isFinite(content) ? content : TOO_LARGE;
  if (typeof content !== 'object' || content === null) return content;
  return isList(content) ? content.map(finite) : withoutInfinity(content);
}

const isList = (content: readonly Content[] | Document): content is readonly Content[] => Array.isArray(content);
