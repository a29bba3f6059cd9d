/** Texts with wildcards, and what one of them includes of another. */
package com.tallyhybrid.review.value;
