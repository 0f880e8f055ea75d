#include "CGuardian.h"
