/**
 * Words that ROSS1000 takes for why people travel; the last is for those who were not asked. Regions publish their own
 * lists, and these were not checked against one: of the words, and of upper case in them, none is certain.
 */
export const tourismKinds = [
  'Culturale',
  'Balneare',
  'Congressuale/Affari',
  'Fieristico',
  'Sportivo/Fitness',
  'Scolastico',
  'Religioso',
  'Sociale',
  'Parchi Tematici',
  'Termale/Trattamenti salute',
  'Enogastronomico',
  'Cicloturismo',
  'Escursionistico/Naturalistico',
  'Altro motivo',
  'Non specificato',
] as const;

/** And for what they came with. */
export const transports = [
  'Auto',
  'Aereo',
  'Aereo+Pullman',
  'Aereo+Navetta/Taxi/Auto',
  'Aereo+Treno',
  'Treno',
  'Pullman',
  'Caravan/Autocaravan',
  'Barca/Nave/Traghetto',
  'Moto',
  'Bicicletta',
  'A piedi',
  'Altro mezzo',
  'Non Specificato',
] as const;
