/** The page that shows how all of it does. */
package com.tallyhybrid.app.operations.dashboard;
