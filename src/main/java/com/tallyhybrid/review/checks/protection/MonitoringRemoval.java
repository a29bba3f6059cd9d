package com.tallyhybrid.review.checks.protection;

import com.tallyhybrid.review.Rule;
import java.util.List;

/**
 * One row of the table of resources that watch or protect others, and hold no data themselves.
 *
 * @param rule what it means without one
 * @param types the types of the resources
 */
record MonitoringRemoval(Rule rule, List<String> types) {}
