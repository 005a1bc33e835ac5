/** What is worked out once for all rows of an image or a report, when the first of them is looked at. */
export function onceFor<Of extends object, What>(make: (of: Of) => What): (of: Of) => What {
  const made = new WeakMap<Of, { readonly what: What }>();
  return (of) => {
    let kept = made.get(of);
    if (kept === undefined) {
      kept = { what: make(of) };
      made.set(of, kept);
    }
    return kept.what;
  };
}
