/* Of what configure finds, what the header asks for. */
#define HAVE_FEATURES_H 1
