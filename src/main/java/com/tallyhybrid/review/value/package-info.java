/** What values of templates say, written so that two ways to say the same thing are one text. */
package com.tallyhybrid.review.value;
