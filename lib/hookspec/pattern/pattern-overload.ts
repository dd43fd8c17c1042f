/** A text that would take too long to be checked. It is neither good nor bad: under `not`, a mere "bad" would accept it. */
export class PatternOverload extends Error {
  /**
   * @param text is counted, and never shown: it comes from a payload
   * @param rule what it was to be checked against, such as `the pattern ^a+$`
   */
  constructor(text: string, rule: string) {
    super(`a text of ${text.length} characters takes too long to be checked against ${rule}`);
  }
}
