/** The CloudWatch data source that the reader picks at the top of the dashboard. */
export const dataSource = { type: 'cloudwatch', uid: '${datasource}' } as const;

/** What a target names as its region where none is known: the data source's own. */
export const anyRegion = 'default';
