/** Systems of linear equations with a symmetric positive definite matrix, by Cholesky's decomposition. */

/**
 * @param matrix by rows; only the lower triangle is read
 * @throws RangeError when the matrix is not positive definite
 */
export const solvePositive = (matrix: readonly Float64Array[], right: Float64Array): Float64Array => {
  const size = right.length;
  const lower = Array.from({ length: size }, () => new Float64Array(size));
  const at = (rows: readonly Float64Array[], row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(matrix, row, column);
      for (let k = 0; k < column; k += 1) sum -= at(lower, row, k) * at(lower, column, k);
      if (row === column && sum <= 0) throw new RangeError('The matrix is not positive definite.');
      lower[row]?.set([row === column ? Math.sqrt(sum) : sum / at(lower, column, column)], column);
    }
  }
  const forward = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= at(lower, row, k) * (forward[k] ?? 0);
    forward[row] = sum / at(lower, row, row);
  }
  const solution = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = forward[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= at(lower, k, row) * (solution[k] ?? 0);
    solution[row] = sum / at(lower, row, row);
  }
  return solution;
};
