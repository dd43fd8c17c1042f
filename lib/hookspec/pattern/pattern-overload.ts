/**
 * A payload would take too long to be checked. It is neither good nor bad: under `not`, a mere "bad" would accept it.
 */
export class PatternOverload extends Error {
  /**
   * @param text the one at which it was too much; it is counted, and never shown: it comes from a payload
   * @param rule what it was to be checked against, such as `the pattern ^a+$`
   */
  constructor(text: string, rule: string) {
    super(
      `takes too long to be checked: too much text, the last of it ${text.length} characters for ${rule}. ` +
        'A maxLength or maxItems in the schema keeps that short',
    );
  }
}
