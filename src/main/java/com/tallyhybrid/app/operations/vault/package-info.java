/** The second, locked vault beside FSx's own backups: plan, roles, tests and what watches them. */
package com.tallyhybrid.app.operations.vault;
