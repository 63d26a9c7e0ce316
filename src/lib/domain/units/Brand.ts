declare const brand: unique symbol;

/** A primitive that carries its meaning, so that two kinds of number cannot be mixed up. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

export type Degrees = Brand<number, 'Degrees'>;
export type Seconds = Brand<number, 'Seconds'>;
/** Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives them. */
export type UnixMilliseconds = Brand<number, 'UnixMilliseconds'>;
/** Modified Julian Date (JD - 2400000.5), UTC. */
export type ModifiedJulianDate = Brand<number, 'ModifiedJulianDate'>;

export type TargetPk = Brand<number, 'TargetPk'>;
export type DataProductPk = Brand<number, 'DataProductPk'>;
/** A UUID. Unlike a key, it names the same product in every store and in files. */
export type DataProductUid = Brand<string, 'DataProductUid'>;
export type DataProductGroupPk = Brand<number, 'DataProductGroupPk'>;
export type ReducedDatumPk = Brand<number, 'ReducedDatumPk'>;
export type PipelineProcessPk = Brand<number, 'PipelineProcessPk'>;
