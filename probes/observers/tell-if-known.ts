import { BilanciaError } from '../../core/errors.ts';

/** Tells of a known error, after which watching goes on; throws any other. */
export function tellIfKnown(tell: (text: string) => void): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof BilanciaError)) throw error;
    tell(error.message);
  };
}
