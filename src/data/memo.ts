/** A value by its key, made when it is first asked for. For WeakMaps whose keys are compiled documents and viewers: when those go, it goes with them. */
export function memo<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
