"""Builders of the access layer: the IAM roles of the service accounts that Argo CD's charts bring along."""
