/** What the templates ask of AWS, held against the models that AWS publishes of its APIs. */
package com.tallyhybrid.awsmodel;
