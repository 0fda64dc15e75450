/**
 * Id of the entry with what the provider of a product agrees to: an availability below which it owes credits, as a share of a month. Never a failure
 * rate. Undefined if the catalog has no agreement for it.
 * @param product its name in the catalog
 */
export async function agreementOf(product: string): Promise<string | undefined> {
  const { AGREEMENT_OF } = await import('./data/agreements.js');
  return AGREEMENT_OF.get(product);
}
