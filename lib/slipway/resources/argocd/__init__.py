"""Builders of Argo CD's own objects, and the checks that its schemas leave out."""
