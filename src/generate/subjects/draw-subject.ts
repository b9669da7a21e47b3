import type { Draw } from '../draw.ts';
import type { DocumentKind } from '../documents/document.ts';
import { BANK_STATEMENT } from '../documents/bank-statement.ts';
import { FRAMEWORK_CONTRACT } from '../documents/framework-contract.ts';
import { IDENTITY_DOCUMENT } from '../documents/identity-document.ts';
import { INVOICE } from '../documents/invoice.ts';
import { PURCHASE_ORDER } from '../documents/purchase-order.ts';
import { RECEIPT } from '../documents/receipt.ts';
import { SHIPPING_LABEL } from '../documents/shipping-label.ts';
import type { Quirk, Shape } from '../shape.ts';
import { RTL_VENDORS, UNICODE_VENDORS, VENDORS, type Vendor } from '../vendors.ts';
import { classifierSubject } from './classifier.ts';
import { conditionalSubject } from './conditional.ts';
import { blankSubject, documentSubject } from './extract.ts';
import { forEachSubject } from './for-each.ts';
import { splitSubject } from './split.ts';
import type { Subject, SubjectSetting } from './subject.ts';

/** The bundled documents, and how often each comes. */
export const DOCUMENTS: readonly (readonly [DocumentKind, number])[] = [
  [INVOICE, 45],
  [PURCHASE_ORDER, 14],
  [RECEIPT, 14],
  [BANK_STATEMENT, 10],
  [IDENTITY_DOCUMENT, 9],
  [SHIPPING_LABEL, 8],
];

/** Draws what a review is about. */
export function drawSubject(
  shape: Shape,
  { draw, today }: Pick<SubjectSetting, 'draw' | 'today'>,
): Subject {
  const setting = { draw, today, vendor: draw.pick(vendorsFor(shape.quirk)) };
  switch (shape.blockType) {
    case 'extract':
      return drawDocument(shape, setting);
    case 'classifier':
      return classifierSubject(setting);
    case 'split':
      return splitSubject(setting);
    case 'for_each':
      return forEachSubject(setting);
    case 'conditional':
      return conditionalSubject(setting);
  }
}

function vendorsFor(quirk: Quirk | null): readonly Vendor[] {
  if (quirk === 'unicode') return UNICODE_VENDORS;
  return quirk === 'right_to_left' ? RTL_VENDORS : VENDORS;
}

function drawDocument({ quirk }: Shape, setting: SubjectSetting): Subject {
  if (quirk === 'deep') return documentSubject(FRAMEWORK_CONTRACT, setting);
  if (quirk === 'blank') return blankSubject(INVOICE, setting);
  // The vendor is what these two are about.
  const isAboutVendor = quirk === 'unicode' || quirk === 'right_to_left';
  const kind = isAboutVendor ? INVOICE : drawKind(setting.draw);
  return documentSubject(kind, kind === RECEIPT ? inShop(setting) : setting);
}

/** Freight and software are not bought over a counter. */
function inShop(setting: SubjectSetting): SubjectSetting {
  const shops = VENDORS.filter(({ trade }) => trade === 'food' || trade === 'office');
  return { ...setting, vendor: setting.draw.pick(shops) };
}

function drawKind(draw: Draw): DocumentKind {
  return draw.weighted(DOCUMENTS) ?? INVOICE;
}
