#!/bin/sh
# A capacity run cut into eight parts: a Slurm array.
#
#   sbatch slurm.sh
#   ringback plan --merge parts/part-*.json --report html=day.html      (when the array is done)
#
# Part i of n has the same replications wherever and whenever it runs, so a task that is lost is simply run again.
#SBATCH --job-name=ringback-plan
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=256M
#SBATCH --time=00:30:00
set -eu
scenario=${RINGBACK_SCENARIO:-airline-day.yaml}
replications=${RINGBACK_REPLICATIONS:-4096}
mkdir -p parts
ringback plan "$scenario" --replications "$replications" \
  --partition "$SLURM_ARRAY_TASK_ID/${SLURM_ARRAY_TASK_COUNT:-8}" --report "part=parts/part-$SLURM_ARRAY_TASK_ID.json"
