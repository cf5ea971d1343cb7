// @module-tag needs/python-programs
import { findPythonPrograms } from '../../setup/python/locate.mjs';

/** The Python that has moto and cfn-lint. To be run with `-I`, so that it looks for packages nowhere else. */
export async function pythonWithPrograms(): Promise<string> {
  const python = await findPythonPrograms(process.env);
  if ('remedy' in python) throw new Error(python.remedy);
  return python.found.path;
}
