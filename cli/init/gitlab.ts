import type { NewFile } from './configuration.ts';

/** Jobs for GitLab CI, to be included. Exit status 3 is a warning: an undecided run says nothing against a change. */
export function gitlabPipeline(version: string): NewFile {
  return {
    path: 'bilancia.gitlab-ci.yml',
    text: `# Load tests by Bilancia. In .gitlab-ci.yml:
#   include: [{ local: bilancia.gitlab-ci.yml }]
# The nightly run needs a schedule (Build > Pipeline schedules). Exit status 1 blocks; 3 (too little to say, or the
# generator was the limit) is a warning.

.bilancia:
  stage: test
  # Go builds k6 once; it stays in the cache.
  image: golang:1.26
  variables:
    BILANCIA: bilancia@${version}
    BILANCIA_SCENARIO: smoke
    BILANCIA_TARGET: bilancia/target.yml
    BILANCIA_DEPLOYED: bilancia/deployed.yml
    XDG_CACHE_HOME: $CI_PROJECT_DIR/.cache
    npm_config_cache: $CI_PROJECT_DIR/.cache/npm
  cache:
    - key: bilancia
      paths: [.cache/]
  before_script:
    - command -v npx || (apt-get update && apt-get install --yes --no-install-recommends nodejs npm)
    - npx --yes $BILANCIA doctor --build-k6 || true
  # One load at a time on one system.
  resource_group: bilancia
  allow_failure:
    exit_codes: [3]
  artifacts:
    when: always
    expire_in: 30 days
    paths: [runs/, comment.md]

# On merge requests, and on the default branch, whose figures the merge request's widget compares with.
bilancia-smoke:
  extends: .bilancia
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"
  script:
    - >-
      npx --yes $BILANCIA run "$BILANCIA_SCENARIO" --target "$BILANCIA_TARGET" --slo bilancia/slo.yml
      --i-may-test-this-system --out runs/smoke
      --format junit=junit.xml --format gitlab=load-performance.json --format markdown=comment.md
  after_script:
    # With a project access token of scope "api" in BILANCIA_TOKEN, the verdict also becomes a comment.
    - >-
      if [ -n "$BILANCIA_TOKEN" ] && [ -n "$CI_MERGE_REQUEST_IID" ] && [ -f comment.md ]; then
      curl --fail --silent --show-error --output /dev/null --header "PRIVATE-TOKEN: $BILANCIA_TOKEN"
      --data-urlencode body@comment.md
      "$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"; fi
  artifacts:
    reports:
      junit: junit.xml
      load_performance: load-performance.json

# What is deployed and what is to be, by turns: the only comparison of two systems that a noisy machine does not spoil.
bilancia-ab:
  extends: .bilancia
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - >-
      npx --yes $BILANCIA ab "$BILANCIA_DEPLOYED" "$BILANCIA_TARGET" --scenario "$BILANCIA_SCENARIO"
      --slo bilancia/slo.yml --i-may-test-this-system --out runs/ab

bilancia-nightly:
  extends: .bilancia
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  timeout: 1h
  script:
    - >-
      npx --yes $BILANCIA run steady --visitors 10000 --duration 10m --target "$BILANCIA_TARGET" --slo bilancia/slo.yml
      --i-may-test-this-system --out runs/nightly
      --format junit=junit.xml --format gitlab=load-performance.json --format markdown=comment.md
  artifacts:
    reports:
      junit: junit.xml
      load_performance: load-performance.json

# Where the nights became slower. Their figures, a small file each, stay in the cache.
bilancia-trend:
  extends: .bilancia
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: always
  needs: [bilancia-nightly]
  cache:
    - key: bilancia
      paths: [.cache/]
      policy: pull
    - key: bilancia-history
      paths: [history/]
      when: always
  script:
    - npx --yes $BILANCIA trend runs/nightly --history history
`,
  };
}
