import type { NewFile } from './configuration.ts';

/** A workflow of GitHub Actions. It has no exit status that only warns, so that 3 becomes a warning by hand. */
export function githubWorkflow(version: string): NewFile {
  return {
    path: '.github/workflows/bilancia.yml',
    text: `# Load tests by Bilancia. Exit status 1 fails; 3 (too little to say, or the generator was the limit) is a warning.
name: Bilancia

on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: '17 2 * * *'

permissions:
  contents: read

# One load at a time on one system.
concurrency:
  group: bilancia
  cancel-in-progress: false

env:
  BILANCIA: bilancia@${version}
  BILANCIA_SCENARIO: smoke
  BILANCIA_TARGET: bilancia/target.yml
  BILANCIA_DEPLOYED: bilancia/deployed.yml

jobs:
  smoke:
    if: github.event_name != 'schedule'
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v5
      - &node
        uses: actions/setup-node@v5
        with:
          node-version: 24
      - &cache
        uses: actions/cache@v4
        with:
          path: ~/.cache/bilancia
          key: bilancia-\${{ runner.os }}
      # Go, which the runner has, builds k6 once.
      - &k6
        run: npx --yes $BILANCIA doctor --build-k6 || true
      - name: Smoke test
        run: |
          status=0
          npx --yes $BILANCIA run "$BILANCIA_SCENARIO" --target "$BILANCIA_TARGET" --slo bilancia/slo.yml \\
            --i-may-test-this-system --out runs/smoke \\
            --format github-summary=summary.md --format junit=junit.xml || status=$?
          if [ -f summary.md ]; then
            cat summary.md >> "$GITHUB_STEP_SUMMARY"
            npx --yes $BILANCIA report runs/smoke --slo bilancia/slo.yml --format github-annotations || true
          fi
          if [ "$status" = 3 ]; then echo "::warning::The run says too little, see its summary."; exit 0; fi
          exit "$status"
      - &artifacts
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: bilancia-\${{ github.job }}
          path: |
            runs/
            junit.xml

  # What is deployed and what is to be, by turns: the only comparison of two systems that a noisy machine does not spoil.
  ab:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v5
      - *node
      - *cache
      - *k6
      - name: Compare with what is deployed
        run: |
          status=0
          npx --yes $BILANCIA ab "$BILANCIA_DEPLOYED" "$BILANCIA_TARGET" --scenario "$BILANCIA_SCENARIO" \\
            --slo bilancia/slo.yml --i-may-test-this-system --out runs/ab || status=$?
          if [ "$status" = 3 ]; then echo "::warning::The comparison says too little."; exit 0; fi
          exit "$status"
      - *artifacts

  nightly:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v5
      - *node
      - *cache
      - *k6
      # The figures of the nights before, a small file each.
      - uses: actions/cache@v4
        with:
          path: history
          key: bilancia-history-\${{ github.run_id }}
          restore-keys: bilancia-history-
      - name: Nightly load
        run: |
          status=0
          npx --yes $BILANCIA run steady --visitors 10000 --duration 10m --target "$BILANCIA_TARGET" \\
            --slo bilancia/slo.yml --i-may-test-this-system --out runs/nightly \\
            --format github-summary=summary.md --format junit=junit.xml || status=$?
          if [ -f summary.md ]; then cat summary.md >> "$GITHUB_STEP_SUMMARY"; fi
          if [ "$status" = 3 ]; then echo "::warning::The run says too little, see its summary."; exit 0; fi
          exit "$status"
      - name: Trend
        if: always()
        run: |
          status=0
          npx --yes $BILANCIA trend runs/nightly --history history || status=$?
          if [ "$status" = 3 ]; then echo "::warning::There are too few nights for a trend."; exit 0; fi
          exit "$status"
      - *artifacts
`,
  };
}
