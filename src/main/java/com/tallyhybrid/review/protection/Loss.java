package com.tallyhybrid.review.protection;

import java.util.List;

/**
 * One row of the table of resources that watch or protect others, and hold no data themselves.
 *
 * @param rule the name of the finding
 * @param types the types of the resources
 * @param meaning what would happen without one
 * @param advice what to do instead
 */
record Loss(String rule, List<String> types, String meaning, String advice) {}
