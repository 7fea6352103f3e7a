import { describe, expect, test } from 'vitest';
import {
  blandAltmanDocument,
  iccDocument,
  kappaDocument,
  precisionDocument,
} from '../../../shared/report/statistics/agreementDocument.ts';
import { answered } from '../../../shared/report/statistics/document.ts';
import { blandAltman } from '../../../shared/statistics/agreement/blandAltman.ts';
import { intraclass } from '../../../shared/statistics/agreement/icc.ts';
import { kappa, percentExact } from '../../../shared/statistics/agreement/kappa.ts';
import { precision } from '../../../shared/statistics/agreement/precision.ts';
import { agreementReference } from '../../golden/reference/statistics.ts';
import { expectNumbers } from '../../support/referenceNumbers.ts';

const icc = (rows: readonly (readonly number[])[]) => answered(intraclass(rows), iccDocument);

describe('agreement against R, psych and published examples', () => {
  const { shrout_fleiss_1979, two_observer_wedge, three_readings_height, genant_two_readers } = agreementReference;

  test('six targets and four judges of Shrout & Fleiss 1979: six coefficients with their intervals', () => {
    expectNumbers(icc(shrout_fleiss_1979.data), shrout_fleiss_1979.result, 55);
  });

  test('the six coefficients and four mean squares as printed in 1979, to two decimals', () => {
    const { published } = shrout_fleiss_1979;
    const ours = intraclass(shrout_fleiss_1979.data);
    if (!ours.ok) throw new Error(ours.error.message);
    const { table, ...forms } = ours.value;
    const value = (form: typeof forms.icc11) => (form.ok ? form.value.value : null);
    const printed = [
      ['BMS', table.bms],
      ['WMS', table.wms],
      ['JMS', table.jms],
      ['EMS', table.ems],
      ['icc_1_1', value(forms.icc11)],
      ['icc_2_1', value(forms.icc21)],
      ['icc_3_1', value(forms.icc31)],
      ['icc_1_k', value(forms.icc1k)],
      ['icc_2_k', value(forms.icc2k)],
      ['icc_3_k', value(forms.icc3k)],
    ] as const;
    for (const [name, number] of printed)
      expect(Math.abs((number ?? NaN) - Number(published[name]))).toBeLessThan(0.006);
  });

  test('twelve wedge angles by two observers: limits with four kinds of interval, trend, errors', () => {
    const readings = two_observer_wedge.A.map((a, index) => ({ a, b: two_observer_wedge.B[index] ?? NaN }));
    const ours = answered(blandAltman(readings), (result) => blandAltmanDocument('difference = A - B', result));
    expectNumbers(ours, two_observer_wedge.bland_altman, 50);
    expectNumbers(icc(readings.map(({ a, b }) => [a, b])), two_observer_wedge.icc, 53);
  });

  test('eight heights read three times: coefficients, RMS-SD, RMS-CV 2.892 %', () => {
    expectNumbers(icc(three_readings_height.data), three_readings_height.icc, 53);
    const ours = answered(precision(three_readings_height.data, 'ratio'), precisionDocument);
    expectNumbers(ours, three_readings_height.precision, 12);
  });

  test('Genant grades 0 to 3 of twenty vertebrae: kappa 0.592, 0.744 linear, 0.865 quadratic', () => {
    const pairs = genant_two_readers.reader1.map((first, index) => ({
      first,
      second: genant_two_readers.reader2[index] ?? NaN,
    }));
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      expectNumbers(answered(kappa(pairs, [0, 1, 2, 3], weights), kappaDocument), genant_two_readers[weights], 8);
    }
    expect(percentExact(pairs)).toBe(genant_two_readers.percent_exact);
  });

  test('identical readings: 1 without an interval; a negative coefficient stays negative', () => {
    const { identical_readings, negative_icc } = agreementReference.edge_cases;
    const same = intraclass(identical_readings?.['data'] as number[][]);
    expect(same).toMatchObject({
      ok: true,
      value: {
        table: { ems: 0 },
        icc21: { value: { value: 1, ci95: null, f: null, p: null } },
        icc31: { value: { value: 1, ci95: null, f: null, p: null } },
      },
    });
    const negative = icc(negative_icc?.['data_used'] as number[][]) as Record<string, unknown>;
    expectNumbers(negative['icc_3_1'], negative_icc?.['result'], 7);
  });
});
