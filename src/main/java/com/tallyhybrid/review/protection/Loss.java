package com.tallyhybrid.review.protection;

import com.tallyhybrid.review.Rule;
import java.util.List;

/**
 * One row of the table of resources that watch or protect others, and hold no data themselves.
 *
 * @param rule what it means without one
 * @param types the types of the resources
 */
record Loss(Rule rule, List<String> types) {}
