#ifndef OSTIA_CGUARDIAN_H
#define OSTIA_CGUARDIAN_H

/// The guardian's protocol between supervisor and guardian.
#define CGUARDIAN_VERSION 1

#endif
