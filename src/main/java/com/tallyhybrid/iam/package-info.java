/** What texts with wildcards include of each other, as policies write them. */
package com.tallyhybrid.iam;
