/** What somebody has decided to accept: one finding each, with a reason, an owner and an end. */
package com.tallyhybrid.review.waiver;
