/** The campsites that are seeded: what is always the same about them. */
export interface GroupSeed {
  readonly code: string;
  readonly name: string;
  readonly kind: 'pitch' | 'mobile-home' | 'bungalow';
  readonly maxPersons: number;
  readonly includedPersons: number;
  /** Of the campsite's units. */
  readonly share: number;
  /** Mid-season price of a night in cents. */
  readonly midCents: number;
  readonly extraAdultCents: number;
  readonly extraChildCents: number;
  /** First letter of the units' codes. */
  readonly letter: string;
}

export interface CampsiteSeed {
  readonly code: string;
  readonly name: string;
  readonly town: string;
  readonly description: string;
  readonly directions: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly registerCode: string;
  readonly priceFactor: number;
  readonly touristTaxCents: number;
  readonly touristTaxMaxNights: number;
}

export const groups: readonly GroupSeed[] = [
  {
    code: 'PS',
    name: 'Pitch standard',
    kind: 'pitch',
    maxPersons: 6,
    includedPersons: 2,
    share: 0.3,
    midCents: 3200,
    extraAdultCents: 900,
    extraChildCents: 500,
    letter: 'A',
  },
  {
    code: 'PC',
    name: 'Pitch comfort',
    kind: 'pitch',
    maxPersons: 6,
    includedPersons: 2,
    share: 0.2,
    midCents: 4100,
    extraAdultCents: 950,
    extraChildCents: 550,
    letter: 'B',
  },
  {
    code: 'MH4',
    name: 'Mobile home for four',
    kind: 'mobile-home',
    maxPersons: 4,
    includedPersons: 4,
    share: 0.2,
    midCents: 9800,
    extraAdultCents: 0,
    extraChildCents: 0,
    letter: 'C',
  },
  {
    code: 'MH6',
    name: 'Mobile home for six',
    kind: 'mobile-home',
    maxPersons: 6,
    includedPersons: 4,
    share: 0.15,
    midCents: 12_400,
    extraAdultCents: 1200,
    extraChildCents: 800,
    letter: 'D',
  },
  {
    code: 'BU4',
    name: 'Bungalow for four',
    kind: 'bungalow',
    maxPersons: 4,
    includedPersons: 2,
    share: 0.1,
    midCents: 10_900,
    extraAdultCents: 1500,
    extraChildCents: 900,
    letter: 'E',
  },
  {
    code: 'BU6',
    name: 'Bungalow with a view',
    kind: 'bungalow',
    maxPersons: 6,
    includedPersons: 4,
    share: 0.05,
    midCents: 15_900,
    extraAdultCents: 1800,
    extraChildCents: 1000,
    letter: 'F',
  },
];

export const services = [
  { code: 'DOG', name: 'Dog', unitCents: 400, per: 'night', maxQuantity: 2 },
  { code: 'CAR', name: 'Second car', unitCents: 500, per: 'night', maxQuantity: 2 },
  { code: 'CLEAN', name: 'Final cleaning', unitCents: 6500, per: 'stay', maxQuantity: 1 },
  { code: 'LINEN', name: 'Bed linen set', unitCents: 1200, per: 'stay', maxQuantity: 8 },
  { code: 'BIKE', name: 'Bicycle', unitCents: 900, per: 'night', maxQuantity: 6 },
] as const;

/** Price of a night by season, in percent of the mid-season price. */
export const seasonPercents = { LOW: 70, MID: 100, HIGH: 135, PEAK: 170 } as const;
export type SeasonCode = keyof typeof seasonPercents;
export const seasonNames = {
  LOW: 'Low season',
  MID: 'Mid season',
  HIGH: 'High season',
  PEAK: 'Peak season',
} as const;

export const campsites: Readonly<Record<string, readonly CampsiteSeed[]>> = {
  riviera: [
    {
      code: 'RIV1',
      name: 'Pineta al Mare',
      town: 'Marina di Prova',
      description:
        'Four hundred places under the stone pines, two hundred steps from a sandy beach.',
      directions:
        'From the coast road take the exit "Pineta" and follow the lane to the sea for 2 km.',
      latitude: 43.8912,
      longitude: 10.2391,
      registerCode: 'TS000001',
      priceFactor: 1,
      touristTaxCents: 100,
      touristTaxMaxNights: 7,
    },
    {
      code: 'RIV2',
      name: 'Dune Dorate',
      town: 'Marina di Prova',
      description:
        'Behind the dunes, with a lagoon pool, a covered market and a cycle path to the town.',
      directions:
        'From the coast road take the exit "Dune"; the gate is behind the second roundabout.',
      latitude: 43.8621,
      longitude: 10.2487,
      registerCode: 'TS000002',
      priceFactor: 1.12,
      touristTaxCents: 120,
      touristTaxMaxNights: 7,
    },
  ],
  dolomiti: [
    {
      code: 'DOL1',
      name: 'Conca Alta',
      town: 'Val di Prova',
      description:
        'A wide meadow at 1,400 m between two brooks, open all year, with drying rooms and a sauna.',
      directions:
        'Over the pass road to the village, then left at the saw mill and 3 km up the valley.',
      latitude: 46.5401,
      longitude: 12.1357,
      registerCode: 'VE000003',
      priceFactor: 0.95,
      touristTaxCents: 150,
      touristTaxMaxNights: 10,
    },
  ],
};

export const reviewBodies = [
  'Clean washrooms and a shop that opens early. We slept to the sound of the trees.',
  'The pitch was just as on the map, level and with shade until noon.',
  'Check-in took a while on Saturday, but everybody was friendly.',
  'The children did not want to leave the pool. Next year again.',
  'Quiet at night, which is what we came for. The bakery could have more bread.',
  'Good power supply on the pitch and short ways everywhere.',
] as const;
