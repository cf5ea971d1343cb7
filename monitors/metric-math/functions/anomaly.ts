import { array } from '../values.ts';
import { oneScalar, oneSeries, Unavailable, type MathFunction } from './function.ts';

/**
 * ANOMALY_DETECTION_BAND(series, standard deviations): the upper limit and the lower limit, in this order. The model is
 * AWS's own, so the band comes as data, already as wide as the deviations make it.
 */
export const anomalyBand: MathFunction = {
  name: 'ANOMALY_DETECTION_BAND',
  overloads: [
    {
      parameters: [oneSeries],
      optional: [oneScalar],
      result: ['array'],
      evaluate: (_args, { band }) => {
        if (band === undefined)
          throw new Unavailable(
            'ANOMALY_DETECTION_BAND needs the model of CloudWatch; give its band as data',
          );
        return array([band.upper, band.lower]);
      },
    },
  ],
};
