/** What is deployed: {@code TallyApp.define()} is the architecture diagram, each package below is one stack or what stacks share. */
package com.tallyhybrid.app;
