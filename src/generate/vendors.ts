/** A company that sends documents. */
export interface Vendor {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly country: string;
  readonly currency: string;
  /** Units: percent. */
  readonly taxRate: number;
  readonly trade: keyof typeof TRADES;
}

/** What companies sell, and what one of it costs. Units: cents. */
export const TRADES = {
  office: [
    ['Copy paper A4, 80 g, box of 5 reams', 2_450, 3_600],
    ['Toner cartridge, black', 6_900, 11_900],
    ['Desk lamp, LED', 3_500, 7_900],
    ['Whiteboard markers, set of 8', 900, 1_600],
    ['Archive boxes, pack of 10', 1_900, 3_200],
  ],
  freight: [
    ['Road freight, groupage', 18_000, 64_000],
    ['Fuel surcharge', 1_200, 6_400],
    ['Customs clearance', 4_500, 9_500],
    ['Pallet storage, per week', 900, 2_400],
  ],
  food: [
    ['Arabica beans, 1 kg', 1_450, 2_600],
    ['Oat milk, 1 l', 180, 290],
    ['Butter croissant', 110, 260],
    ['Orange juice, 0.75 l', 240, 420],
    ['Sandwich platter', 2_800, 5_400],
  ],
  software: [
    ['Team licence, monthly', 1_200, 4_900],
    ['Support plan, business', 9_900, 29_900],
    ['Onboarding workshop, day', 85_000, 140_000],
    ['Storage, 1 TB', 900, 2_300],
  ],
  building: [
    ['Cement CEM II, 25 kg', 480, 790],
    ['Electrical installation, hour', 5_200, 7_800],
    ['Copper pipe 15 mm, metre', 620, 1_150],
    ['Plasterboard 12.5 mm', 690, 1_240],
    ['Scaffold hire, week', 14_000, 42_000],
  ],
} as const;

type Row = readonly [
  name: string,
  street: string,
  city: string,
  country: string,
  currency: string,
  taxRate: number,
  trade: Vendor['trade'],
];

const vendor = ([name, street, city, country, currency, taxRate, trade]: Row): Vendor => ({
  name,
  street,
  city,
  country,
  currency,
  taxRate,
  trade,
});

/** The companies of everyday. */
export const VENDORS: readonly Vendor[] = (
  [
    ['Acme Supplies Ltd', '14 Foundry Lane', 'Sheffield S3 8HA', 'GB', 'GBP', 20, 'office'],
    ['Northwind Traders', '220 Harbor Street', 'Portland, ME 04101', 'US', 'USD', 6, 'food'],
    ['Müller & Söhne GmbH', 'Industriestraße 27', '70565 Stuttgart', 'DE', 'EUR', 19, 'building'],
    ['Café Lumière SARL', '8 rue des Martyrs', '75009 Paris', 'FR', 'EUR', 20, 'food'],
    ['O’Neill Office Supply', '5 Merchants Quay', 'Dublin D08', 'IE', 'EUR', 23, 'office'],
    ['Contoso Freight B.V.', 'Waalhaven Z.z. 19', '3089 JH Rotterdam', 'NL', 'EUR', 21, 'freight'],
    ['Tessitura Bellini S.p.A.', 'Via Manzoni 31', '20121 Milano', 'IT', 'EUR', 22, 'office'],
    [
      'Fabrikam Software Inc.',
      '1180 Mission Street',
      'Austin, TX 78701',
      'US',
      'USD',
      8,
      'software',
    ],
    ['Håkansson Bygg AB', 'Verkstadsgatan 4', '117 36 Stockholm', 'SE', 'SEK', 25, 'building'],
    ['Transportes Ibérica S.L.', 'Calle de Alcalá 412', '28027 Madrid', 'ES', 'EUR', 21, 'freight'],
    [
      'Kowalski Logistyka Sp. z o.o.',
      'ul. Prosta 51',
      '00-838 Warszawa',
      'PL',
      'PLN',
      23,
      'freight',
    ],
    [
      'Alpenblick IT-Services KG',
      'Mariahilfer Straße 88',
      '1070 Wien',
      'AT',
      'EUR',
      20,
      'software',
    ],
    ['Greenfield Catering Co.', '9 Orchard Road', 'Bristol BS1 6EH', 'GB', 'GBP', 20, 'food'],
    ['Van den Berg & Zonen', 'Meir 78', '2000 Antwerpen', 'BE', 'EUR', 21, 'building'],
  ] satisfies Row[]
).map(vendor);

/** Names that a narrow font or a byte too few would break. */
export const UNICODE_VENDORS: readonly Vendor[] = (
  [
    [
      '株式会社青空商事',
      '丸の内一丁目9番2号',
      '東京都千代田区 100-0005',
      'JP',
      'USD',
      10,
      'office',
    ],
    ['Žluťoučký Kůň 🐎 s.r.o.', 'Dlouhá 730/35', '110 00 Praha 1', 'CZ', 'CZK', 21, 'food'],
    ['Þórður & Ævar ehf.', 'Laugavegur 26', '101 Reykjavík', 'IS', 'EUR', 24, 'software'],
  ] satisfies Row[]
).map(vendor);

/** Names that are written from right to left. */
export const RTL_VENDORS: readonly Vendor[] = (
  [
    ['שוק הכרמל בע"מ', 'רחוב אלנבי 112', 'תל אביב 6581714', 'IL', 'ILS', 18, 'food'],
    ['شركة النور للتجارة ذ.م.م', 'شارع الشيخ زايد 45', 'دبي', 'AE', 'AED', 5, 'freight'],
  ] satisfies Row[]
).map(vendor);
