import { METHOD_VERSION } from '../study/measureStudy.ts';
import type { Study } from '../study/study.ts';
import { agreementParts } from './agreementParts.ts';
import { armTable } from './armTable.ts';
import { changeTable } from './changeTable.ts';
import { characteristicsTable } from './characteristicsTable.ts';
import { correlationTable } from './correlationTable.ts';
import { eventTable } from './eventTable.ts';
import { diagnosisFigure, forestFigures, locationFigure, outcomeFigure, scoreFigure } from './figureParts.ts';
import { flowFigure } from './flowFigure.ts';
import { levelSeries, type LevelSeries } from './levelSeries.ts';
import { levelTable } from './levelTable.ts';
import { methods, RESEARCH_LINE } from './methods.ts';
import { OUTCOMES, visitsWithValues, type Outcome } from './outcomes.ts';
import { patientTable } from './patientTable.ts';
import type { Fact, ReportModel, ReportPart } from './reportModel.ts';
import { scoreSeries } from './scoreSeries.ts';
import { scoreTables } from './scoreTables.ts';
import { readLevels } from './statistics/levelNumbers.ts';
import { summaryTable } from './summaryTable.ts';

export interface ReportOptions {
  readonly appVersion: string;
  /** When the report is made, ISO 8601 UTC; printed to the minute. */
  readonly at: string;
  /** Whose readings are shown; left out: of each level those of the first reader of the protocol who has numbers. */
  readonly reader?: string;
}

/**
 * The report of a study as data: the tables and figures of a paper about it, each number from the points by
 * `shared/study` and `shared/statistics`. What the data do not give is said in its place, with the reason.
 */
export function reportOf(study: Study, options: ReportOptions): ReportModel {
  const read = [...readLevels(study, { reader: options.reader })];
  const series = levelSeries(study, read);
  const scores = scoreSeries(study);
  const { levels } = series;
  return {
    title: study.title.trim() === '' ? 'Study without a title' : study.title,
    facts: factsOf(study, series, options),
    researchLine: RESEARCH_LINE,
    sections: [
      {
        id: 'patients',
        title: 'Patients',
        parts: [
          characteristicsTable(study),
          flowFigure(study, series, scores),
          locationFigure(series),
          diagnosisFigure(study),
          patientTable(study, scores),
        ],
      },
      {
        id: 'shape',
        title: 'Wedge and heights',
        parts: [
          summaryTable(study, levels),
          ...OUTCOMES.flatMap((outcome) => outcomeParts(study, series, outcome)),
          ...present(armTable(study, series, scores)),
        ],
      },
      {
        id: 'scores',
        title: 'Pain and function',
        parts: [
          ...scoreTables(study, scores),
          ...scores.map((each, index) => scoreFigure(study, each, index)),
          ...present(correlationTable(study, series, scores)),
        ],
      },
      { id: 'events', title: 'Events', parts: [eventTable(study)] },
      { id: 'agreement', title: 'Agreement', parts: agreementParts(study.protocol, read) },
      { id: 'methods', title: 'Methods', parts: methods(study, series, options.appVersion) },
    ],
  };
}

/** Everything about one outcome; of one that nobody has a value of, the reason alone. */
function outcomeParts(study: Study, series: LevelSeries, outcome: Outcome): readonly ReportPart[] {
  const change = changeTable(study, series, outcome);
  if (visitsWithValues(series.levels, outcome).length === 0) return [change];
  return [
    change,
    outcomeFigure(study, series.levels, outcome),
    ...forestFigures(study, series, outcome),
    levelTable(study, series, outcome),
  ];
}

const present = (part: ReportPart | null): readonly ReportPart[] => (part === null ? [] : [part]);

/** Whose reading the numbers are; of several with the number of levels each. */
function readingWords(readings: LevelSeries['readings']): string {
  const [first] = readings;
  if (first === undefined) return 'none yet';
  if (readings.length === 1) return `${first.reader}, reading ${first.reading}`;
  return readings.map(({ reader, reading, levels }) => `${reader}, reading ${reading} (${levels})`).join('; ');
}

function factsOf(study: Study, { levels, basis, readings }: LevelSeries, options: ReportOptions): readonly Fact[] {
  return [
    { label: 'Patients', text: String(study.subjects.length) },
    { label: basis === 'treated' ? 'Treated levels' : 'Levels', text: String(levels.length) },
    { label: 'Reading', text: readingWords(readings) },
    { label: 'Made', text: `${options.at.slice(0, 16).replace('T', ' ')} UTC` },
    { label: 'Program', text: `Endplate ${options.appVersion}, formulas ${METHOD_VERSION}` },
  ];
}
