import type { Answer } from '../statistics/gap.ts';

/** What a result of the study is written as: plain data that is JSON as it stands. */
export type Content = number | string | boolean | null | readonly Content[] | Document;
export interface Document {
  readonly [key: string]: Content;
}

/** A result in the form of a document, or in its place what is missing and why. */
export const answered = <T>(answer: Answer<T>, write: (value: T) => Content): Content =>
  answer.ok ? finite(write(answer.value)) : { missing: { code: answer.error.code, message: answer.error.message } };

/** JSON has no NaN and no infinity. Values beyond all measure, as a damaged study may hold, end here. */
function finite(content: Content): Content {
  return typeof content === 'number' && !Number.isFinite(content)
    ? { missing: { code: 'not_finite', message: 'The values are too large to compute with.' } }
    : content;
}
