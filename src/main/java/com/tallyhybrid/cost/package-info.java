/**
 * What templates cost per month. {@code drivers.yaml} is the one table of what is billed, {@code prices.yaml} the one list
 * of prices, {@code usage.schema.json} what is assumed besides. A price that is not known never counts as nothing.
 */
package com.tallyhybrid.cost;
