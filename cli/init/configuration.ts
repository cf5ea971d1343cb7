/** A file of a team's repository, by its path. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** What the pipelines are about: written once, and the team's from then on. */
export const configuration: readonly NewFile[] = [
  {
    path: 'bilancia/target.yml',
    text: `# The system that a change is tried on, e.g. staging. Put load only on systems that you may test.
name: staging
baseUrl: https://staging.example.com
healthPath: /
`,
  },
  {
    path: 'bilancia/deployed.yml',
    text: `# The same system as it is deployed now, beside the one that is tried: "bilancia ab" compares the two by turns.
name: deployed
baseUrl: https://deployed.staging.example.com
healthPath: /
`,
  },
  {
    path: 'bilancia/slo.yml',
    text: `# What must hold in every run.
objectives:
  - { name: every request, requests: ['*'], p95: 500, errorRate: 0.01 }
`,
  },
];
