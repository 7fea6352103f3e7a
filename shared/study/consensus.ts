import { findVertebra } from './find.ts';
import type { Exam, Protocol, Reader, Reading, Subject, Vertebra } from './study.ts';

/** The reader under whom stands what the readers agreed on. */
export const CONSENSUS: Reader = { id: 'CONS', label: 'Consensus', role: 'consensus' };

/** The consensus of this protocol: its own, or the one that it would get. */
export const consensusReader = ({ readers }: Pick<Protocol, 'readers'>): Reader =>
  readers.find(({ role }) => role === 'consensus') ?? CONSENSUS;

export const isConsensus = ({ readers }: Pick<Protocol, 'readers'>, reader: string): boolean =>
  readers.some(({ id, role }) => id === reader && role === 'consensus');

/**
 * The subject as the comparisons over time see it: where the readers agreed on a level at some visit, the consensus
 * stands for that level at every visit, with the reading that counts otherwise wherever nothing had to be agreed on.
 * The first reader of the protocol counts, in his first reading. The same subject where there is no consensus.
 */
export function withConsensusThroughout(protocol: Protocol, subject: Subject): Subject {
  const { id } = consensusReader(protocol);
  const agreed = subject.exams.flatMap((exam) => readingsOf(exam, id));
  const levels = new Set(agreed.flatMap(({ vertebrae }) => vertebrae.map(({ level }) => level)));
  if (levels.size === 0) return subject;
  const rank = new Map(protocol.readers.map((reader, index) => [reader.id, index]));
  const exams = subject.exams.map((exam): Exam => {
    const own = readingsOf(exam, id)[0];
    const others = exam.readings
      .filter(({ reader }) => reader !== id)
      .toSorted((a, b) => (rank.get(a.reader) ?? rank.size) - (rank.get(b.reader) ?? rank.size) || a.number - b.number);
    const vertebrae = [...levels].flatMap((level): readonly Vertebra[] => {
      const found = [own, ...others].flatMap((reading) => findVertebra(reading, level) ?? [])[0];
      return found === undefined ? [] : [found];
    });
    if (vertebrae.length === 0) return exam;
    const reported = others.flatMap((reading) => reading.reported.filter(({ level }) => levels.has(level)));
    const filled: Reading = { reader: id, number: 1, startedAt: own?.startedAt ?? '', vertebrae, reported };
    return { ...exam, readings: [...exam.readings.filter((reading) => reading !== own), filled] };
  });
  return { ...subject, exams };
}

const readingsOf = ({ readings }: Exam, reader: string): readonly Reading[] =>
  readings.filter((reading) => reading.reader === reader);
