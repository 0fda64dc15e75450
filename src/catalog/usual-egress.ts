/** What traffic to the internet usually costs, USD a GB: the middle of `price.napkin.egress`, apart from the entries so that one figure loads none of them. */
export const USUAL_EGRESS = 0.1;
