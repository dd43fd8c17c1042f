import { changesBetween } from './support/compare.js';

function closed(properties: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { type: 'object', properties, additionalProperties: false, ...more };
}

function told(old: unknown, next: unknown): string[] {
  return changesBetween(old, next).map(({ path, code, breaks }) => `${path} ${code} ${breaks}`);
}

const text = { type: 'string' };

describe('what was only looked at to find out which forms belong together', () => {
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  const category = (product: string) => closed({ name: text, products: { type: 'array', items: ref(product) } });
  const product = (sku: unknown, name: string) => closed({ sku, category: ref(name) });
  const $defs = { category: category('product'), product: product(text, 'category') };
  const short = {
    category2: category('product2'),
    product2: product({ ...text, maxLength: 10 }, 'category2'),
  };

  it('is not taken for unchanged where schemas hold each other', () => {
    const old = closed(
      { subject: { anyOf: [closed({ item: ref('product') })] }, category: ref('category') },
      { $defs },
    );
    const next = closed(
      {
        subject: { anyOf: [closed({ item: ref('product') }), closed({ item: ref('product2') })] },
        category: ref('category2'),
      },
      { $defs: { ...$defs, ...short } },
    );
    expect(told(old, next)).toEqual(['payload.category.products[].sku bound-tightened publishers']);
  });
});
