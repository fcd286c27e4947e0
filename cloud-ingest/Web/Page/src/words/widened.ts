/** The shape of words in one language, for another to fill. */
export type Widened<T> = {
  [K in keyof T]: T[K] extends (...values: infer V) => string ? (...values: V) => string : T[K] extends string ? string : Widened<T[K]>;
};
