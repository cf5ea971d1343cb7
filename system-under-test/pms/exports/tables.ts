/**
 * The tables that the Alloggiati Web portal publishes, as far as codes can be told right from wrong by them: document types
 * and states in full, municipalities by the region and province that their codes are made of.
 */

/** Document types: identity cards, passports, licences, and the cards of the services of state. */
export const documentTypes: ReadonlySet<string> = new Set(
  `
  IDENT CIDIP IDELE CERID PASSE PASDI PASOR PATEN PATNA TENAV TFEXD TFERD TESPT TECAM TEDOG CFMIL PPAGE PSAPP
  ACMIL CCMIL GFMIL VIMIL VVMIL TESCS TESCA TECOC TEFSE PSFUN TETEL TEAMC TEAOD PPISP PSISP TESEA MMMIL SDMIL
  EIMIL TENAT AMMIL TESAE TESMB TEMPI TESMN TESMD TESMF TESMG TESMI TESLP TESMS TESMT TESOG PARLA MAGIS GFTRI
  PSFEM TESPC TESPI DESIS ACSOT GFSOT VISOT VVSOT AMSOT CCSOT EISOT SDSOT CFSOT MMSOT PPSOV PSSOT ACUFF VIUFF
  CCUFF AMUFF CFUFF EIUFF GFUFF MMUFF PPUFF PSUFF SDUFF VVUFF TESIN TESAR TEPOL TESNO TESAV TESDI TESUN
`
    .trim()
    .split(/\s+/),
);

/** The last digits of the states' codes, which all begin with 10000; ranges are written with a dash. */
const stateNumbers = `
  100 201 202 203 206 209 210 212 214 215 216 219 220 221 223 224 225 226 227 229 231 232 233 234 235 236 239 240
  241 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 301 302 304 305 306 307 309 310 311 314 315 319
  320 322 323 326 327 330 331 332 333 334 335 336 337 339 340 341 342 343 344 345 346 348 349 351 353 354 356 357
  358 359 360 361 362 363 364 401 402 404 406 408 409 410 411 413 414 415 417 418 419 420 421 422 423 424 425 426
  427 428 429 430 431 432 434 435 436 437 438 440 441 442 443 446 448 449 450 451 453 454 455 456 457 458 460 461
  463 464 465 466 503 505 506 507 509 513 514 515 516 517 518 519 523 524 525 527 529 530 532 533 534 536 602 604
  605 606 608 609 612 614 615 616 617 618 619 701 703 708 715 719 721 725 727 730-755 757-790 793-806 808 810-817
  998-1002
`;

/** Territories that were states once, by their last two digits. */
const formerTerritories = 11;

/** Nine-digit codes of states. */
export const stateCodes: ReadonlySet<string> = new Set([
  ...stateNumbers
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [first = 0, last = first] = entry.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => String(100_000_000 + first + i));
    }),
  ...Array.from({ length: formerTerritories }, (_, i) => String(110_000_001 + i)),
]);

/** Region, then its provinces: the letters and the number of each. */
const regions = `
  01 TO 001 VC 002 NO 003 CN 004 AT 005 AL 006 BI 096 VB 103
  02 AO 007
  03 VA 012 CO 013 SO 014 MI 015 BG 016 BS 017 PV 018 CR 019 MN 020 LC 097 LO 098 MB 108
  04 BZ 021 TN 022
  05 VR 023 VI 024 BL 025 TV 026 VE 027 PD 028 RO 029
  06 UD 030 GO 031 TS 032 PN 093
  07 IM 008 SV 009 GE 010 SP 011
  08 PC 033 PR 034 RE 035 MO 036 BO 037 FE 038 RA 039 FC 040 RN 099
  09 MS 045 LU 046 PT 047 FI 048 LI 049 PI 050 AR 051 SI 052 GR 053 PO 100
  10 PG 054 TR 055
  11 PU 041 AN 042 MC 043 AP 044 FM 109
  12 VT 056 RI 057 RM 058 LT 059 FR 060
  13 AQ 066 TE 067 PE 068 CH 069
  14 CB 070 IS 094
  15 CE 061 BN 062 NA 063 AV 064 SA 065
  16 FG 071 BA 072 TA 073 BR 074 LE 075 BT 110
  17 PZ 076 MT 077
  18 CS 078 CZ 079 RC 080 KR 101 VV 102
  19 TP 081 PA 082 ME 083 AG 084 CL 085 EN 086 CT 087 RG 088 SR 089
  20 SS 090 NU 091 CA 092 OR 095 OT 104 OG 105 VS 106 CI 107 SU 111
`;

/** The beginning of a municipality's code (4, region, province) to the province's letters. */
const provinces: ReadonlyMap<string, string> = new Map(
  regions
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [region = '', ...pairs] = line.trim().split(' ');
      return pairs.flatMap((letters, i) =>
        i % 2 === 0 ? [[`4${region}${pairs[i + 1] ?? ''}`, letters] as const] : [],
      );
    }),
);

const provinceLetters: ReadonlySet<string> = new Set(provinces.values());

/** Nine digits: 4, region, province, and the municipality's number within it, which is not 0. */
export function isComune(code: string): boolean {
  return /^\d{9}$/.test(code) && provinces.has(code.slice(0, 6)) && !code.endsWith('000');
}

export function isProvince(letters: string): boolean {
  return provinceLetters.has(letters);
}

/** A document is issued by a municipality or a state. */
export function isPlaceOfIssue(code: string): boolean {
  return isComune(code) || stateCodes.has(code);
}
