/** What differs between two sets of templates, stack by stack, resource by resource, property by property. */
package com.tallyhybrid.review.change;
