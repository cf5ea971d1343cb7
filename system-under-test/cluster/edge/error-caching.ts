/** Which errors of the origin are kept, and by what. */
export interface ErrorCaching {
  readonly statuses: readonly number[];
  /** `always`; `unless-forbidden` by no-store, no-cache or private; `when-allowed` by max-age or s-maxage. */
  readonly kept: 'always' | 'unless-forbidden' | 'when-allowed';
}

/**
 * CloudFront's rules, each for the larger of the minimum and the age that the origin allows; other errors, such as 409 and
 * 422, are never kept:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
export const errorCaching: readonly ErrorCaching[] = [
  { statuses: [405, 500, 502, 503, 504], kept: 'always' },
  { statuses: [404, 410, 414, 501], kept: 'unless-forbidden' },
  { statuses: [400, 403, 412, 415], kept: 'when-allowed' },
];
