/** What is allowed in a deployment file and yet must be said: placeholders, and settings of which one silently disables another. */
package com.tallyhybrid.settings.notice;
