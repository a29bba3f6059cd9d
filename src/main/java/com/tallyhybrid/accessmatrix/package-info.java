/**
 * The access matrix: who may do what with the backups and the alerts, answered from the synthesized templates alone.
 *
 * <p>{@code questions.yaml} holds the questions and the answers that the promises ask for;
 * {@link com.tallyhybrid.accessmatrix.AccessMatrix} asks them of the policies and sets the true answers beside
 * them. The matrix sees policies only: a lock that holds although a policy would allow a deletion is not modelled.
 */
package com.tallyhybrid.accessmatrix;
