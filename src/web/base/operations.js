// Where the operations of the API are.  "addresses" is made from the API's own description when the
// desk is bundled: {operation: {method, path, query}}; what they take in a body is known to forms.

import addresses from "addresses";
import { address } from "./api.js";

export const operations = () => Object.keys(addresses).sort();

export const methodOf = (operation) => addresses[operation].method;

// What may be asked for behind the path: [{name, type, codes, …}].
export const queryOf = (operation) => addresses[operation].query || [];

export const pathOf = (operation, parts, query) => address(addresses[operation].path, parts, query);
