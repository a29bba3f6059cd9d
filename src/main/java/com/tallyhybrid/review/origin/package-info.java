/** Where what a report speaks of was written: the construct of a resource, and the setting behind a value. */
package com.tallyhybrid.review.origin;
