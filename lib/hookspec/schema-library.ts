import { Ajv2020 } from 'ajv/dist/2020.js';
import { FileRefusal, readRegularFile, realPathOf, resolveInside } from './contained-file.js';
import { EndlessReferences } from './endless-references.js';
import { jsonMistake } from './json-mistake.js';
import type { KeyTable } from './known-keys/key-table.js';
import { makeKeyTable } from './known-keys/key-table-maker.js';
import { payloadAjv } from './payload-ajv.js';
import { toPayloadValidator, type PayloadValidator } from './payload-validator.js';
import { PositionedDocument, type DocumentPath } from './positioned-document.js';
import { FILE_START, type Position } from './position.js';
import type { ProblemList } from './problem-list.js';
import { brokenFragments, hasFragment } from './schema-fragment.js';
import { schemaProblems } from './schema-format.js';
import type { SchemaFile } from './schema-file.js';
import { placeOfFile } from './schema-place.js';
import { schemaReferences, type FileReference } from './schema-references.js';
import { SchemaTargets } from './schema-targets.js';
import { shownPath } from './shown-path.js';
import { PayloadShapes, type PayloadShape } from './snapshot/payload-shape.js';
import { isRecord, walkSchema, type SchemaObject } from './walk-schema.js';

const MAX_SCHEMA_BYTES = 1024 * 1024;

/** Who asks for a schema file; what keeps it from being read is reported there. */
export interface SchemaRequest {
  /** The absolute path. */
  readonly path: string;
  /** The real path of the folder that the schema may not leave. */
  readonly root: string;
  /** The reference as it is written. */
  readonly written: string;
  /** The file in which it is written. */
  readonly file: string;
  /** The place in that file. */
  readonly place: () => Position;
}

/**
 * Reads, checks and compiles schema files, each once. Files refer to one another by where they lie: two that claim one
 * `$id` do not meet, and nothing is ever fetched.
 */
export class SchemaLibrary {
  private readonly files = new Map<string, SchemaFile | undefined>();
  private readonly validators = new Map<string, PayloadValidator | undefined>();
  /** The files that refer, perhaps through others, to one that cannot be used: what compiling them says is no news. */
  private readonly broken = new Set<string>();
  private readonly targets = new SchemaTargets(finderIn(this.files));
  private readonly endless = new EndlessReferences(this.targets);
  private readonly shapes = new PayloadShapes(this.targets);
  private hasEndless = false;
  private addresses = 0;

  /**
   * @param problems takes everything wrong with the files
   * @param ajv makes the code that checks payloads
   */
  constructor(
    private readonly problems: ProblemList,
    private readonly ajv = payloadAjv(),
  ) {}

  /** Reads a schema file and all that it refers to. `undefined` when the file itself cannot be used. */
  load(request: SchemaRequest): SchemaFile | undefined {
    try {
      const real = resolveInside(request.path, request.root);
      if (!this.files.has(real)) this.read(real, request.root);
      return this.files.get(real);
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      this.problems.add(request.file, request.place(), `'${request.written}' ${error.message}`);
      return undefined;
    }
  }

  /** The usable file that was loaded from where a path leads, if there is one. */
  find(path: string): SchemaFile | undefined {
    return finderIn(this.files)(path);
  }

  /** Every file that was read and can be used. */
  usable(): SchemaFile[] {
    return [...this.files.values()].filter((file) => file !== undefined);
  }

  /** Compiles a loaded file, once. `undefined` when that is not possible. */
  compile(file: SchemaFile): PayloadValidator | undefined {
    if (!this.validators.has(file.path)) this.validators.set(file.path, this.tryToCompile(file));
    return this.validators.get(file.path);
  }

  /** What the payloads of a loaded file look like. */
  shapeOf(file: SchemaFile): PayloadShape {
    return this.shapes.of(placeOfFile(file));
  }

  /**
   * What finds out which keys the schemas of a loaded file know. Whoever keeps it keeps the files, but neither this library nor
   * the ajv in it.
   */
  keyTableMaker(file: SchemaFile): () => KeyTable | undefined {
    const { targets } = this;
    return () => makeKeyTable(placeOfFile(file), targets);
  }

  private tryToCompile(file: SchemaFile): PayloadValidator | undefined {
    if (this.broken.has(file.path)) return undefined;
    try {
      if (this.reportEndless(file)) return undefined;
      const validate = this.ajv.getSchema(file.address);
      return validate && toPayloadValidator(validate);
    } catch (error) {
      // What is missing was reported where it is missed, perhaps in a file that this one refers to.
      const isMissing = error instanceof Ajv2020.MissingRefError && !this.problems.isEmpty;
      // To compile what never ends takes all of the stack.
      const isOldNews = isMissing || (error instanceof RangeError && this.hasEndless);
      if (!isOldNews) this.problems.add(file.path, FILE_START, `cannot be compiled: ${this.inOwnWords(error)}`);
      return undefined;
    }
  }

  private reportEndless(file: SchemaFile): boolean {
    const references = this.endless.in(file);
    for (const { file: holder, path, schema } of references) {
      const message = `'${String(schema)}' leads back to a schema around it, so that checking a payload would never end`;
      this.problems.add(holder.path, holder.document().positionOf(path), message);
    }
    this.hasEndless ||= references.length > 0;
    return references.length > 0;
  }

  /** An error of ajv, with the names of files for the addresses that ajv knows them by. */
  private inOwnWords(error: unknown): string {
    const loaded = [...this.files.values()];
    return (error as Error).message.replace(/https:\/\/schema-\d+\.invalid\//g, (address) => {
      const file = loaded.find((candidate) => candidate?.address === address);
      return file ? shownPath(file.path) : 'a schema inside';
    });
  }

  private read(real: string, root: string): void {
    const text = readRegularFile(real, MAX_SCHEMA_BYTES);
    this.problems.remember(real, text);
    // From here on a problem is the file's own and is reported once, however many hooks name the file.
    this.files.set(real, undefined);
    let schema: unknown;
    try {
      schema = JSON.parse(text);
    } catch (error) {
      const { position, message } = jsonMistake(text, error);
      this.problems.add(real, position, message);
      return;
    }
    try {
      let document: PositionedDocument | undefined;
      const file = {
        path: real,
        schema,
        document: () => (document ??= new PositionedDocument(text)),
        address: this.newAddress(),
      };
      const wrong = schemaProblems(schema, file.document);
      for (const { position, message } of wrong) this.problems.add(real, position, message);
      if (wrong.length === 0) this.register(file, JSON.parse(text) as SchemaObject | boolean, root);
    } catch (error) {
      // An `$id` or an anchor that stands there twice, or a nesting deeper than the stack.
      this.files.set(real, undefined);
      this.problems.add(real, FILE_START, `cannot be used: ${(error as Error).message}`);
    }
  }

  /** @param copy is given other addresses and handed to ajv */
  private register(file: SchemaFile, copy: SchemaObject | boolean, root: string): void {
    // Before its references are followed: two schemas may refer to each other.
    this.files.set(file.path, file);
    for (const { written, path } of brokenFragments(copy)) this.reportDeadEnd(file, path, written);
    const { inner, toInner, toFiles } = schemaReferences(copy, file.path);
    for (const reference of toFiles) {
      if (!this.redirect(reference, file, root)) this.broken.add(file.path);
    }
    for (const resource of inner.values()) resource['$id'] = this.newAddress();
    for (const { holder, keyword, target, fragment, path, written } of toInner) {
      if (!hasFragment(target, fragment)) this.reportDeadEnd(file, path, written);
      holder[keyword] = `${String(target['$id'])}${fragment}`;
    }
    if (isRecord(copy)) delete copy['$id'];
    keepToTheStandard(copy);
    this.ajv.addSchema(copy, file.address);
  }

  /** Makes a reference lead to a file's address. Returns whether it leads to a usable file. */
  private redirect(reference: FileReference, from: SchemaFile, root: string): boolean {
    const { holder, keyword, path, written, file, fragment } = reference;
    const place = () => from.document().positionOf(path);
    if (file === undefined) {
      this.problems.add(from.path, place(), `'${written}' is not a file beside this one, and nothing is ever fetched`);
      return false;
    }
    const target = file === from.path ? from : this.load({ path: file, root, written, file: from.path, place });
    if (target === undefined) return false;
    if (!hasFragment(target.schema, fragment)) this.reportDeadEnd(from, path, written);
    holder[keyword] = target.address + fragment;
    return !this.broken.has(target.path);
  }

  private reportDeadEnd(file: SchemaFile, path: DocumentPath, written: string): void {
    this.broken.add(file.path);
    this.problems.add(file.path, file.document().positionOf(path), `'${written}' leads nowhere`);
  }

  /** An address that no file can claim (RFC 6761 keeps `.invalid` free), and that ajv reads as it is written. */
  private newAddress(): string {
    return `https://schema-${++this.addresses}.invalid/`;
  }
}

function finderIn(files: ReadonlyMap<string, SchemaFile | undefined>): (path: string) => SchemaFile | undefined {
  // A neighbour may be a link, and files are kept by where they really lie.
  return (path) => files.get(path) ?? files.get(realPathOf(path));
}

/** To the standard these are no keywords; to ajv they are, and `$async` makes the answer a promise. */
function keepToTheStandard(copy: SchemaObject | boolean): void {
  walkSchema(
    copy,
    (schema) => {
      for (const keyword of ['$async', '$recursiveRef', 'id', 'nullable']) delete schema[keyword];
    },
    undefined,
  );
}
