/** How the review is told: Markdown for people, JSON for machines. */
package com.tallyhybrid.review.report;
