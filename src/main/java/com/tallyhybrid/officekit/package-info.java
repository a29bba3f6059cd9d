/**
 * What the office gets: the agent's job, the router's configuration, scripts, plans and checklists, made from the
 * settings and from what was deployed, so that nothing is typed twice and nothing is guessed. No secret is in it.
 */
package com.tallyhybrid.officekit;
