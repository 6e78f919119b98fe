// The page's one Trusted Types policy, made once: whoever needs it imports it from here, by this address.
// It passes HTML through as it is. That is safe only for what our own server rendered and sanitised: the fragments of a
// live stream or of our own pages. Nothing that a person typed or that a page found elsewhere may go through it.
const asItIs = {
  createHTML: (html) => html,
  createScriptURL: (address) => address,
};

export const trusted = globalThis.trustedTypes?.createPolicy("hearten", asItIs) ?? asItIs;
